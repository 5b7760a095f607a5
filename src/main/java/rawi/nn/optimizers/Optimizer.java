package rawi.nn.optimizers;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Parameter;
import rawi.nn.backend.Kernels;
import rawi.nn.optimizers.schedules.LearningRateSchedule;

/**
 * How gradients change parameters: hyper-parameters only; what runs is the state it starts. The
 * equations and the defaults are Keras 3's. In them w is a parameter, g its gradient, eta the
 * learning rate and t the number of the step, from 1.
 *
 * <p>Whether it descends by the gradient of all examples (batch), of one (stochastic) or of a few
 * (mini-batch) is decided by the size of the batches it is given, not here.
 */
public sealed interface Optimizer permits SGD, Adagrad, Adadelta, RMSprop, Adam, AdamW, Nadam {
  /** How large the steps are, as a function of the step. */
  LearningRateSchedule learningRate();

  /** Weight decay, clipping, updates by rows. */
  StepOptions options();

  /** The same with other options: {@code with(o -> o.weightDecay(0.01))}. */
  Optimizer with(UnaryOperator<StepOptions> change);

  /** Begins at step 0 for these parameters. */
  State start(List<Parameter> parameters);

  /** An optimizer at work on one model. */
  interface State {
    /**
     * Changes every trainable parameter by its gradient, then projects it by its constraint if it
     * has one. Gradients are left as they are, unless they had to be clipped.
     */
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
     * What must be kept to go on later as if never interrupted: slots such as moments, by parameter
     * name, and the learning rate if it was set.
     */
    Map<String, INDArray> arrays();

    /** Goes on from what {@link #iterations()} and {@link #arrays()} gave. */
    void restore(long iterations, Map<String, INDArray> arrays);
  }
}
