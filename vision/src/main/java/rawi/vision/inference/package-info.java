/** Networks made ready to predict and nothing else. */
@NullMarked
package rawi.vision.inference;

import org.jspecify.annotations.NullMarked;
