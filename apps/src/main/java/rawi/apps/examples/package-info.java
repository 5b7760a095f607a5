/** The small networks of a course, each to be run by its name. */
@NullMarked
package rawi.apps.examples;

import org.jspecify.annotations.NullMarked;
