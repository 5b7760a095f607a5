package rawi.nn.backend;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums over the rows of two matrices d and x.
 *
 * @param ofD sum_r d[r, c], (columns)
 * @param ofProducts sum_r d[r, c] x[r, c], (columns)
 */
public record ColumnSums(INDArray ofD, INDArray ofProducts) {}
