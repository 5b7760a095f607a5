/** Recurrent layers and back-propagation through time. */
@NullMarked
package rawi.recurrent;

import org.jspecify.annotations.NullMarked;
