/**
 * A network's features given to gradient-boosted trees; beside the tests, so that nobody else
 * carries the library.
 */
@NullMarked
package rawi.boosting;

import org.jspecify.annotations.NullMarked;
