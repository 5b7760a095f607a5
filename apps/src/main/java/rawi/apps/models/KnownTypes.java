package rawi.apps.models;

import rawi.embeddings.CharacterEmbedding;
import rawi.embeddings.Embedding;
import rawi.embeddings.NgramEmbedding;
import rawi.embeddings.WordDropout;
import rawi.nn.saving.SpecTypes;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.GRU;
import rawi.recurrent.LSTM;
import rawi.recurrent.SimpleRNN;
import rawi.vision.layers.AveragePooling2D;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.Conv2DTranspose;
import rawi.vision.layers.Cropping2D;
import rawi.vision.layers.DepthwiseConv2D;
import rawi.vision.layers.EdgePadding2D;
import rawi.vision.layers.GlobalAveragePooling2D;
import rawi.vision.layers.GlobalMaxPooling2D;
import rawi.vision.layers.LocalResponseNormalization;
import rawi.vision.layers.MaxPooling2D;
import rawi.vision.layers.ReflectionPadding2D;
import rawi.vision.layers.SeparableConv2D;
import rawi.vision.layers.SqueezeExcitation;
import rawi.vision.layers.UpSampling2D;
import rawi.vision.layers.ZeroPadding2D;

/** Every type that a saved model may be made of: a new layer gets its line here, or in the core. */
public final class KnownTypes {
  private KnownTypes() {}

  public static SpecTypes all() {
    return SpecTypes.core()
        .with(Embedding.class, WordDropout.class, NgramEmbedding.class, CharacterEmbedding.class)
        .with(SimpleRNN.class, LSTM.class, GRU.class, Bidirectional.class)
        .with(Conv2D.class, DepthwiseConv2D.class, SeparableConv2D.class, Conv2DTranspose.class)
        .with(MaxPooling2D.class, AveragePooling2D.class)
        .with(GlobalMaxPooling2D.class, GlobalAveragePooling2D.class)
        .with(ZeroPadding2D.class, ReflectionPadding2D.class, EdgePadding2D.class)
        .with(Cropping2D.class, UpSampling2D.class)
        .with(LocalResponseNormalization.class, SqueezeExcitation.class);
  }
}
