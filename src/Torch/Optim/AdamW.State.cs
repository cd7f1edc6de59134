namespace TorchSharp.Modules;

public partial class AdamW
{
    public sealed class State : OptimizerState, IDisposable
    {
        public long step;

        public torch.Tensor? exp_avg;

        public torch.Tensor? exp_avg_sq;

        public torch.Tensor? max_exp_avg_sq;

        public State(Parameter parameter)
            : base(parameter)
        {
        }

        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            step = 0;
            exp_avg = torch.zeros_like(_parameter).DetachFromDisposeScope();
            exp_avg_sq = torch.zeros_like(_parameter).DetachFromDisposeScope();
            if (((Options)options).amsgrad == true) max_exp_avg_sq = torch.zeros_like(_parameter).DetachFromDisposeScope();
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            SaveConditionalStateTensor(writer, exp_avg);
            SaveConditionalStateTensor(writer, exp_avg_sq);
            SaveConditionalStateTensor(writer, max_exp_avg_sq);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            LoadConditionalStateTensor(reader, ref exp_avg, _parameter.device);
            LoadConditionalStateTensor(reader, ref exp_avg_sq, _parameter.device);
            LoadConditionalStateTensor(reader, ref max_exp_avg_sq, _parameter.device);
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var state = (State)source;
            step = state.step;
            exp_avg?.Dispose();
            exp_avg = Copied(state.exp_avg);
            exp_avg_sq?.Dispose();
            exp_avg_sq = Copied(state.exp_avg_sq);
            max_exp_avg_sq?.Dispose();
            max_exp_avg_sq = Copied(state.max_exp_avg_sq);
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step && Close(exp_avg, state.exp_avg) && Close(exp_avg_sq, state.exp_avg_sq) && Close(max_exp_avg_sq, state.max_exp_avg_sq);

        public override void to(torch.Device device)
        {
            exp_avg = exp_avg?.to(device, disposeAfter: exp_avg.device_type != device.type).DetachFromDisposeScope();
            exp_avg_sq = exp_avg_sq?.to(device, disposeAfter: exp_avg_sq.device_type != device.type).DetachFromDisposeScope();
            max_exp_avg_sq = max_exp_avg_sq?.to(device, disposeAfter: max_exp_avg_sq.device_type != device.type).DetachFromDisposeScope();
        }

        public void Dispose()
        {
            exp_avg?.Dispose();
            exp_avg_sq?.Dispose();
            max_exp_avg_sq?.Dispose();
            exp_avg = null;
            exp_avg_sq = null;
            max_exp_avg_sq = null;
        }
    }
}
