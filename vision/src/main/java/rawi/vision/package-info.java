/** Images: the two-dimensional layers. */
@NullMarked
package rawi.vision;

import org.jspecify.annotations.NullMarked;
