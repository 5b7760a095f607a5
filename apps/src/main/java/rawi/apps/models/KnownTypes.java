package rawi.apps.models;

import rawi.embeddings.Embedding;
import rawi.embeddings.WordDropout;
import rawi.nn.saving.SpecTypes;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.LSTM;

/** Every type that a saved model may be made of: a new layer gets its line here, or in the core. */
public final class KnownTypes {
  private KnownTypes() {}

  public static SpecTypes all() {
    return SpecTypes.core()
        .with(Embedding.class, WordDropout.class)
        .with(LSTM.class, Bidirectional.class);
  }
}
