// The planner's grid: days opened by keyboard, shifts moved by mouse.
import "./keys";
import "./mouse";
