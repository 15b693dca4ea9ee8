"""From a folder of submissions to marks, feedback and a picture of the class; a student's code never sees an answer."""
