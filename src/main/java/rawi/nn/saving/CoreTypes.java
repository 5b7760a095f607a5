package rawi.nn.saving;

import rawi.nn.Initializer;
import rawi.nn.Model;
import rawi.nn.NamedJunction;
import rawi.nn.NamedLayer;
import rawi.nn.Sequential;
import rawi.nn.VarianceScaling;
import rawi.nn.activations.Activations;
import rawi.nn.activations.Elu;
import rawi.nn.activations.Relu;
import rawi.nn.constraints.MaxNorm;
import rawi.nn.constraints.MinMaxNorm;
import rawi.nn.constraints.NonNeg;
import rawi.nn.constraints.UnitNorm;
import rawi.nn.layers.Activation;
import rawi.nn.layers.AdaptiveSoftmax;
import rawi.nn.layers.Add;
import rawi.nn.layers.AdditiveAttention;
import rawi.nn.layers.Attention;
import rawi.nn.layers.Average;
import rawi.nn.layers.AveragePooling1D;
import rawi.nn.layers.BatchNormalization;
import rawi.nn.layers.CategoryEncoding;
import rawi.nn.layers.Concatenate;
import rawi.nn.layers.Conv1D;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dot;
import rawi.nn.layers.Dropout;
import rawi.nn.layers.ELU;
import rawi.nn.layers.Flatten;
import rawi.nn.layers.FullSoftmax;
import rawi.nn.layers.GaussianNoise;
import rawi.nn.layers.GlobalAveragePooling1D;
import rawi.nn.layers.GlobalMaxPooling1D;
import rawi.nn.layers.LayerNormalization;
import rawi.nn.layers.LeakyReLU;
import rawi.nn.layers.Masking;
import rawi.nn.layers.MaxPooling1D;
import rawi.nn.layers.Maximum;
import rawi.nn.layers.Maxout;
import rawi.nn.layers.Minimum;
import rawi.nn.layers.Multiply;
import rawi.nn.layers.Normalization;
import rawi.nn.layers.PReLU;
import rawi.nn.layers.Permute;
import rawi.nn.layers.ReLU;
import rawi.nn.layers.RepeatVector;
import rawi.nn.layers.Reshape;
import rawi.nn.layers.Sampling;
import rawi.nn.layers.Softmax;
import rawi.nn.layers.SpatialDropout1D;
import rawi.nn.layers.Subtract;
import rawi.nn.layers.TimeDistributed;

/** The table of {@link SpecTypes#core}: a new layer of {@code rawi.nn} gets its line here. */
final class CoreTypes {
  private CoreTypes() {}

  static SpecTypes addedTo(SpecTypes types) {
    return types
        .with(Model.class, Sequential.class, NamedLayer.class, NamedJunction.class)
        .with(Dense.class, Maxout.class, Conv1D.class, Activation.class, TimeDistributed.class)
        .with(ReLU.class, LeakyReLU.class, PReLU.class, ELU.class, Softmax.class)
        .with(Dropout.class, SpatialDropout1D.class, GaussianNoise.class)
        .with(BatchNormalization.class, LayerNormalization.class, Normalization.class)
        .with(CategoryEncoding.class, Sampling.class)
        .with(Flatten.class, Reshape.class, Permute.class, RepeatVector.class, Masking.class)
        .with(AveragePooling1D.class, MaxPooling1D.class)
        .with(GlobalAveragePooling1D.class, GlobalMaxPooling1D.class)
        .with(Add.class, Subtract.class, Multiply.class, Average.class, Maximum.class)
        .with(Minimum.class, Concatenate.class, Dot.class)
        .with(Attention.class, AdditiveAttention.class)
        .with(FullSoftmax.class, AdaptiveSoftmax.class)
        .with(Activations.class, Relu.class, Elu.class)
        .with(rawi.nn.activations.Softmax.class)
        .with(VarianceScaling.class, Initializer.Constant.class, Initializer.Identity.class)
        .with(Initializer.RandomUniform.class, Initializer.RandomNormal.class)
        .with(Initializer.TruncatedNormal.class, Initializer.Orthogonal.class)
        .with(MaxNorm.class, MinMaxNorm.class, NonNeg.class, UnitNorm.class);
  }
}
