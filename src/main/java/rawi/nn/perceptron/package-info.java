/** One neuron that learns from one observation at a time, and the trace of how it did. */
@NullMarked
package rawi.nn.perceptron;

import org.jspecify.annotations.NullMarked;
