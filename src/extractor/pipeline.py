"""The order of the house: document → language → tables → claims → relations → checks."""
