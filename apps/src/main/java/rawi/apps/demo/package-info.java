/** The demonstration: everything in small, on samples that come with the program. */
@NullMarked
package rawi.apps.demo;

import org.jspecify.annotations.NullMarked;
