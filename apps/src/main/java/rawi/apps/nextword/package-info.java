/** Next-word prediction: from a text to what comes next. */
@NullMarked
package rawi.apps.nextword;

import org.jspecify.annotations.NullMarked;
