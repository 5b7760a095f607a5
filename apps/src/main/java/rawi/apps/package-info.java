/** The command line and the applications. */
@NullMarked
package rawi.apps;

import org.jspecify.annotations.NullMarked;
