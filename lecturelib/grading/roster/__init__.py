"""Who is who: lists of students, what instructors change, and whom of a list a submission belongs to."""
