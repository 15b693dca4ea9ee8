"""To and from learning management systems: marks for Canvas, Moodle and Gradescope, and an autograder for the last."""
