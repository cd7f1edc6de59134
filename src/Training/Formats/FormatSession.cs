using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Scaling;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats;

/// <summary>
/// How one training session stores its tensors. A kernel computes in FP32; whatever it leaves behind for another kernel is stored at a
/// named site, in the session's format. FP32 is the session that does nothing.
/// </summary>
/// <remarks>
/// A session belongs to one training loop and is called from its thread only; the gradients that autograd sends back arrive during
/// <c>backward</c>. Carriers are float32 tensors: they hold exactly the values that the format can represent.
/// </remarks>
public abstract class FormatSession : IDisposable
{
    /// <summary>Whether every store returns its argument unchanged, so that a caller may leave out work done only for formats.</summary>
    public virtual bool IsIdentity => false;

    /// <summary>The loss scales, where the format needs some; <see langword="null"/> where losses are sent back as they are.</summary>
    public virtual LossScaling? LossScaling => null;

    /// <summary>Receives the updates of weights that are kept in the format alone; <see langword="null"/> where none can be lost.</summary>
    public virtual LostUpdates? LostUpdates => null;

    /// <summary>Whether the optimizer keeps an FP32 copy of parameters of this use, and updates that.</summary>
    public virtual bool KeepsMaster(TensorUse use) => false;

    /// <summary>
    /// Stores a kernel's result at <paramref name="site"/>, e.g. <c>conv1.activation</c>, and lets autograd store the gradient that comes
    /// back at <c>conv1.activation.grad</c>.
    /// </summary>
    /// <param name="value">
    /// A result that only stores read, and that nothing changes afterwards: the session may write into its memory, so that operations
    /// that keep their own result for backward (ReLU, tanh) see what was stored.
    /// </param>
    /// <param name="site">Unique per use: a tensor that two operations read is stored once for each, under two names.</param>
    /// <param name="use">
    /// Who made it and who reads it. Of the uses of one tensor those that a format may leave in FP32 come first: a later one then leaves
    /// it as it is.
    /// </param>
    /// <returns>The stored tensor, to be used in place of <paramref name="value"/>; the same object where nothing had to be done.</returns>
    public abstract Tensor Store(Tensor value, string site, TensorUse use = TensorUse.Any);

    /// <summary>What a convolution or fully-connected layer makes of its input; an integer format may compute it in integers.</summary>
    public virtual Tensor Product(nn.Module<Tensor, Tensor> layer, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.call(input);
    }

    /// <summary>
    /// Stores weights (<c>conv1.weight</c>), weight gradients (<c>conv1.weight.grad</c>) or optimizer state
    /// (<c>conv1.weight.momentum</c>) in their own memory, outside autograd.
    /// </summary>
    /// <returns><see langword="false"/> when a stored value is NaN or infinite; always <see langword="true"/> for what stays in FP32.</returns>
    public abstract bool StoreInPlace(Tensor value, string site, TensorUse use = TensorUse.Any);

    /// <summary>The forward pass of a minibatch is done.</summary>
    public virtual void AfterForward()
    {
    }

    /// <summary>The backward pass of a minibatch is done.</summary>
    public virtual void AfterBackward()
    {
    }

    /// <summary>Until disposed, values are stored as ever but nothing is learnt from them: state and statistics stay as they are.</summary>
    public virtual IDisposable Evaluation() => Nothing.Instance;

    /// <summary>Until disposed, site names start with <paramref name="prefix"/> and a dot: the same network used twice has sites for each use.</summary>
    public virtual IDisposable Scope(string prefix) => Nothing.Instance;

    /// <summary>Everything that decides future stores and reports, exactly: a session that loads it goes on bit for bit.</summary>
    public abstract JsonObject SaveState();

    /// <summary>Replaces the state by what <see cref="SaveState"/> of a session of the same format and options returned.</summary>
    /// <exception cref="InvalidDataException">It was not written by such a session.</exception>
    public abstract void LoadState(JsonObject state);

    /// <summary>
    /// Tells of sites in trouble since the last report, by kind and sentence, each once until it is well again; comes before <see cref="Report"/>,
    /// with which the next interval begins.
    /// </summary>
    public virtual void ReportHealth(Action<string, string> raise)
    {
    }

    /// <summary>
    /// How large the values are that were stored at each site, from one store since the last report; comes before <see cref="Report"/>, as it
    /// is of the same interval.
    /// </summary>
    public virtual IReadOnlyList<(string Site, SiteHistogram Histogram)> Histograms() => [];

    /// <summary>
    /// Gives what was observed since the last report as metrics named <c>format/&lt;site&gt;/&lt;statistic&gt;</c>, and totals named
    /// <c>format/&lt;statistic&gt;</c>.
    /// </summary>
    public abstract void Report(Action<string, double> scalar);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    private sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose()
        {
        }
    }
}
