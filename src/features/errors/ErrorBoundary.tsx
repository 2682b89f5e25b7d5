import { Component, type ReactNode } from 'react';
import { Failure } from './Failure.tsx';

interface Props {
  /** The part of the page that is kept inside, such as "The editor". */
  readonly part: string;
  readonly children: ReactNode;
}

interface State {
  readonly failure: string | undefined;
}

/**
 * Keeps a defect of ours inside one part of the page. The texts live in the workspace store, out of its reach, and are
 * offered for saving. A class, because React has no other way to catch what a component throws.
 */
export class ErrorBoundary extends Component<Props, State> {
  static getDerivedStateFromError(error: unknown): State {
    return { failure: error instanceof Error ? error.message : String(error) };
  }

  override state: State = { failure: undefined };

  override render(): ReactNode {
    if (this.state.failure === undefined) return this.props.children;
    return (
      <Failure
        part={this.props.part}
        reason={this.state.failure}
        onRetry={() => {
          this.setState({ failure: undefined });
        }}
      />
    );
  }
}
