package rawi.apps.sentiment.wide;

/**
 * What is not 0 in a row of a matrix.
 *
 * @param columns each once
 * @param values of these columns
 */
record SparseRow(int[] columns, float[] values) {}
