/**
 * The seam to ND4J and to the processor: devices, memory, threads, and the kernels in two forms.
 */
@NullMarked
package rawi.nn.backend;

import org.jspecify.annotations.NullMarked;
