/**
 * The seam to ND4J and to the processor, and the only place that touches ND4J's global state: which
 * device computes, memory, threads, and the kernels in two forms.
 */
@NullMarked
package rawi.nn.backend;

import org.jspecify.annotations.NullMarked;
