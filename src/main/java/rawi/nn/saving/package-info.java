/**
 * Models on disk: the {@code .rawi} file with its checksums, tensors in the safetensors format, and
 * files that are either whole or not there.
 */
@NullMarked
package rawi.nn.saving;

import org.jspecify.annotations.NullMarked;
