/** What training makes small. */
@NullMarked
package rawi.nn.losses;

import org.jspecify.annotations.NullMarked;
