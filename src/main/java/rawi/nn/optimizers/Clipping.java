package rawi.nn.optimizers;

import java.util.List;
import rawi.nn.Parameter;

/** What limits gradients before an optimizer's step. */
public sealed interface Clipping permits ClipValue, ClipNorm, GlobalNorm {
  /** Changes the gradients of the trainable parameters where they are beyond the limit. */
  void apply(List<Parameter> parameters);
}
