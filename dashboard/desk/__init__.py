"""The review desk: from "a file arrived" to "a figure is published", without anything lost or guessed."""
