/**
 * The only place that touches ND4J's global state: which device computes, and on how many native
 * threads.
 */
@NullMarked
package rawi.nn.backend;

import org.jspecify.annotations.NullMarked;
