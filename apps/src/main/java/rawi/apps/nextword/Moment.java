package rawi.apps.nextword;

import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.States;

/**
 * Where a reading stands after a token.
 *
 * @param states of the recurrent layers; never changed
 * @param read what the last layer put out, (1, size)
 */
record Moment(States states, INDArray read) {}
