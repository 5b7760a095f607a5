package rawi.nn.backend;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The way back through a convolution.
 *
 * @param input dL/dx, shaped as x
 * @param kernel dL/d(kernel), shaped as the kernel
 * @param bias dL/d(bias), one for each filter
 */
public record ConvolutionGradients(INDArray input, INDArray kernel, INDArray bias) {}
