namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Fills with uniform values in [from, to).</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            Changed(mt_uniform_(Handle, from, to, Source(generator)));

        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Changed(mt_normal_(Handle, mean, std, Source(generator)));

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Changed(mt_bernoulli_(Handle, p, Source(generator)));

        public Tensor random_(double from, double to, Generator? generator = null) =>
            Changed(mt_random_(Handle, from, to, Source(generator)));

        public Tensor exponential_(double lambda = 1, Generator? generator = null) =>
            Changed(mt_exponential_(Handle, lambda, Source(generator)));

        public Tensor bernoulli(Generator? generator = null) => New(mt_bernoulli(Handle, Source(generator)), this);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            New(mt_multinomial(Handle, num_samples, replacement ? 1 : 0, Source(generator)), this);

        internal Tensor Dropped(double p, bool training) => Changed(mt_dropout_(Handle, p, training ? 1 : 0));

        private static nint Source(Generator? generator) => generator?.Handle ?? 0;
    }
}
