/** The programs of the pages under docs, compiled and run. */
@NullMarked
package rawi.docs;

import org.jspecify.annotations.NullMarked;
