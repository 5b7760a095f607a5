package rawi.nn.layers;

import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Junction;

/**
 * The end of a language model: what the words of a vocabulary are worth after a state. As a
 * junction it takes states (batch, time, units) and the ids of the words that came, (batch, time),
 * and gives how surprising each was, -log p in nats, (batch, time); 0 where the states are masked.
 */
public interface SoftmaxHead extends Junction {
  /**
   * The log-probabilities of all words, in nats: they sum to 1 as probabilities.
   *
   * @param x (rows, units)
   * @return (rows, words)
   */
  INDArray logProbabilities(INDArray x, Context context);

  /**
   * Sets the biases so that a state of zeros gives each word its share: training then need not
   * learn first how frequent words are.
   *
   * @param shares of each word, above 0
   */
  void startFrom(double[] shares);
}
