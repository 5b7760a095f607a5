package rawi.nn.backend;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The rows of a matrix, each with mean 0 and variance 1 but for epsilon.
 *
 * @param values (rows, columns)
 * @param inverse 1 / sqrt(variance + epsilon) of each row, (rows)
 */
public record NormalizedRows(INDArray values, INDArray inverse) {}
