package rawi.nn.backend;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A cross-entropy computed together with its derivative.
 *
 * @param sum sum over rows of weight * loss, in nats
 * @param dLogits its derivative by the logits, shaped as they
 */
public record CrossEntropy(double sum, INDArray dLogits) {}
