/** Named architectures: functions that build models. */
@NullMarked
package rawi.vision.applications;

import org.jspecify.annotations.NullMarked;
