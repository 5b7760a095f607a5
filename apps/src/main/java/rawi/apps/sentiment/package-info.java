/** Sentiment of short texts: training, evaluation, prediction and explanation. */
@NullMarked
package rawi.apps.sentiment;

import org.jspecify.annotations.NullMarked;
