namespace TorchSharp.Modules;

public partial class RMSProp
{
    public sealed class State : OptimizerState, IDisposable
    {
        public long step;

        public torch.Tensor? square_avg;

        public torch.Tensor? momentum_buffer;

        public torch.Tensor? grad_avg;

        public State(Parameter parameter)
            : base(parameter)
        {
        }

        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            var settings = (Options)options;
            step = 0;
            square_avg = torch.zeros_like(_parameter).DetachFromDisposeScope();
            if (settings.momentum > 0) momentum_buffer = torch.zeros_like(_parameter).DetachFromDisposeScope();
            if (settings.centered == true) grad_avg = torch.zeros_like(_parameter).DetachFromDisposeScope();
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            SaveConditionalStateTensor(writer, square_avg);
            SaveConditionalStateTensor(writer, momentum_buffer);
            SaveConditionalStateTensor(writer, grad_avg);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            LoadConditionalStateTensor(reader, ref square_avg, _parameter.device);
            LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);
            LoadConditionalStateTensor(reader, ref grad_avg, _parameter.device);
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var state = (State)source;
            step = state.step;
            square_avg?.Dispose();
            square_avg = Copied(state.square_avg);
            momentum_buffer?.Dispose();
            momentum_buffer = Copied(state.momentum_buffer);
            grad_avg?.Dispose();
            grad_avg = Copied(state.grad_avg);
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step && Close(square_avg, state.square_avg) && Close(momentum_buffer, state.momentum_buffer) && Close(grad_avg, state.grad_avg);

        public override void to(torch.Device device)
        {
            square_avg = square_avg?.to(device, disposeAfter: square_avg.device_type != device.type).DetachFromDisposeScope();
            momentum_buffer = momentum_buffer?.to(device, disposeAfter: momentum_buffer.device_type != device.type).DetachFromDisposeScope();
            grad_avg = grad_avg?.to(device, disposeAfter: grad_avg.device_type != device.type).DetachFromDisposeScope();
        }

        public void Dispose()
        {
            square_avg?.Dispose();
            momentum_buffer?.Dispose();
            grad_avg?.Dispose();
            square_avg = null;
            momentum_buffer = null;
            grad_avg = null;
        }
    }
}
