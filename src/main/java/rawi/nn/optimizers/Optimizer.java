package rawi.nn.optimizers;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Parameter;
import rawi.nn.backend.Kernels;

/** How gradients change parameters: hyper-parameters only; what runs is the state it starts. */
public sealed interface Optimizer permits Adam {
  /** Begins at step 0 for these parameters. */
  State start(List<Parameter> parameters);

  /** An optimizer at work on one model. */
  interface State {
    /** Changes every trainable parameter by its gradient, which it leaves as it is. */
    void step(Kernels kernels);

    /** Steps done so far. */
    long iterations();

    /** What must be kept to go on later as if never interrupted: moments, by parameter name. */
    Map<String, INDArray> arrays();

    /** Goes on from what {@link #iterations()} and {@link #arrays()} gave. */
    void restore(long iterations, Map<String, INDArray> arrays);
  }
}
