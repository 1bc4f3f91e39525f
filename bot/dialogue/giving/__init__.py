"""What people give back: questions passed on, comments, testimonies, shared reflections."""
