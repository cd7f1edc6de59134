using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public interface ILearningRateController
        {
            double LearningRate { get; set; }

            double InitialLearningRate { get; set; }
        }

        public interface IMomentum
        {
            double Momentum { get; set; }
        }

        public interface IBetas
        {
            (double, double) Betas { get; set; }
        }

        /// <summary>Changes parameters by their gradients. What it remembers per parameter is in <see cref="StateDictionary"/>.</summary>
        public abstract class Optimizer : IDisposable
        {
            protected IList<ParamGroup> _parameter_groups = [];

            private protected Optimizer()
            {
            }

            ~Optimizer() => Dispose(false);

            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            public abstract Tensor? step(Func<Tensor>? closure = null);

            public abstract void zero_grad();

            public virtual void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (disposing) Release();
            }

            private protected abstract void Release();

            /// <summary>The live options and states, not copies: what is written to their tensors is what the next step uses.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                /// <summary>One per parameter group.</summary>
                public List<OptimizerOptions> Options { get; } = [];

                /// <summary>One per parameter, in the order of <see cref="Optimizer.parameters"/>.</summary>
                public List<OptimizerState> State { get; } = [];

                /// <summary>Per group, the positions of its parameters' states.</summary>
                public List<List<int>> StateIndexRef { get; } = [];
            }
        }
    }
}
