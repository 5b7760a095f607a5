package rawi.nn.optimizers;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Parameter;
import rawi.nn.backend.Kernels;
import rawi.nn.optimizers.schedules.LearningRateSchedule;

/** How gradients change parameters: hyper-parameters only; what runs is the state it starts. */
public sealed interface Optimizer permits Adam {
  /** How large the steps are, as a function of the step. */
  LearningRateSchedule learningRate();

  /** Begins at step 0 for these parameters. */
  State start(List<Parameter> parameters);

  /** An optimizer at work on one model. */
  interface State {
    /** Changes every trainable parameter by its gradient, which it leaves as it is. */
    void step(Kernels kernels);

    /** Steps done so far. */
    long iterations();

    /** How large the next step will be. */
    double learningRate();

    /**
     * Gives all steps from the next on another learning rate.
     *
     * @throws IllegalStateException if the rate follows a schedule
     */
    void setLearningRate(double learningRate);

    /**
     * What must be kept to go on later as if never interrupted: moments, by parameter name, and the
     * learning rate if it was set.
     */
    Map<String, INDArray> arrays();

    /** Goes on from what {@link #iterations()} and {@link #arrays()} gave. */
    void restore(long iterations, Map<String, INDArray> arrays);
  }
}
