package rawi.apps.models;

import rawi.embeddings.CharacterEmbedding;
import rawi.embeddings.Embedding;
import rawi.embeddings.NgramEmbedding;
import rawi.embeddings.SubwordEmbedding;
import rawi.embeddings.WordDropout;
import rawi.nn.saving.SpecTypes;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.GRU;
import rawi.recurrent.LSTM;
import rawi.recurrent.SimpleRNN;
import rawi.vision.augmentation.CenterCrop;
import rawi.vision.augmentation.RandomBrightness;
import rawi.vision.augmentation.RandomChannelShift;
import rawi.vision.augmentation.RandomContrast;
import rawi.vision.augmentation.RandomCrop;
import rawi.vision.augmentation.RandomElasticTransform;
import rawi.vision.augmentation.RandomFlip;
import rawi.vision.augmentation.RandomInvert;
import rawi.vision.augmentation.RandomRotation;
import rawi.vision.augmentation.RandomTranslation;
import rawi.vision.augmentation.RandomZoom;
import rawi.vision.augmentation.Rescaling;
import rawi.vision.augmentation.Resizing;
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
import rawi.vision.layers.StochasticDepth;
import rawi.vision.layers.StoredNormalization;
import rawi.vision.layers.UpSampling2D;
import rawi.vision.layers.ZeroPadding2D;

/** Every type that a saved model may be made of: a new layer gets its line here, or in the core. */
public final class KnownTypes {
  private KnownTypes() {}

  public static SpecTypes all() {
    return SpecTypes.core()
        .with(Embedding.class, WordDropout.class, NgramEmbedding.class, CharacterEmbedding.class)
        .with(SubwordEmbedding.class)
        .with(SimpleRNN.class, LSTM.class, GRU.class, Bidirectional.class)
        .with(Conv2D.class, DepthwiseConv2D.class, SeparableConv2D.class, Conv2DTranspose.class)
        .with(MaxPooling2D.class, AveragePooling2D.class)
        .with(GlobalMaxPooling2D.class, GlobalAveragePooling2D.class)
        .with(ZeroPadding2D.class, ReflectionPadding2D.class, EdgePadding2D.class)
        .with(Cropping2D.class, UpSampling2D.class)
        .with(LocalResponseNormalization.class, SqueezeExcitation.class)
        .with(StoredNormalization.class, StochasticDepth.class)
        .with(Resizing.class, Rescaling.class, CenterCrop.class, RandomCrop.class)
        .with(RandomFlip.class, RandomRotation.class, RandomZoom.class, RandomTranslation.class)
        .with(RandomBrightness.class, RandomContrast.class, RandomInvert.class)
        .with(RandomChannelShift.class, RandomElasticTransform.class);
  }
}
