/** The shared core: what every network is made of, whatever it reads. */
@NullMarked
package rawi.nn;

import org.jspecify.annotations.NullMarked;
