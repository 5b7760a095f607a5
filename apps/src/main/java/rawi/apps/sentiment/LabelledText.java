package rawi.apps.sentiment;

/** One row of a data set. */
public record LabelledText(String label, String text) {}
