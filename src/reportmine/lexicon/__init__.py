"""Knowledge as data: the tables of this folder, loaded and checked in one place."""
