package rawi.embeddings.training;

/** Learns from sentences, on one thread; several change the same rows at once, without locks. */
sealed interface Learner permits SkipGram, Cbow, SubwordSkipGram {
  /** Learns from the first {@code size} words of a sentence. */
  void learn(int[] sentence, int size, float rate);
}
