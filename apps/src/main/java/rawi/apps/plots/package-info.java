/** Pictures of numbers, as SVG and PNG. */
@NullMarked
package rawi.apps.plots;

import org.jspecify.annotations.NullMarked;
