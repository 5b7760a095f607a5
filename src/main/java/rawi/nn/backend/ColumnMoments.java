package rawi.nn.backend;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Mean and variance of each column of a matrix.
 *
 * @param mean (columns)
 * @param variance (columns), the mean of the squared differences from the mean
 */
public record ColumnMoments(INDArray mean, INDArray variance) {}
