/** The standard shapes of the performance table. */
@NullMarked
package rawi.apps.bench;

import org.jspecify.annotations.NullMarked;
