"""What people read: tables, a page for each student, the class at a glance; texts of students made harmless."""
